import { metricWorks } from './metric-works.ts';

/** The works that plugins of this workspace cite, as BibTeX, by key. */
export const bibliography = {
  chen2025homo: `@article{chen2025homo,
  title = {High-Order Matching for One-Step Shortcut Diffusion Models},
  author = {Chen, Bo and Gong, Chengyue and Li, Xiaoyu and Liang, Yingyu and Sha, Zhizhou and Shi, Zhenmei and Song, Zhao and Wan, Mingda},
  journal = {arXiv preprint arXiv:2502.00688},
  year = {2025}
}`,
  frans2025shortcut: `@inproceedings{frans2025shortcut,
  title = {One Step Diffusion via Shortcut Models},
  author = {Frans, Kevin and Hafner, Danijar and Levine, Sergey and Abbeel, Pieter},
  booktitle = {International Conference on Learning Representations},
  year = {2025},
  note = {arXiv:2410.12557}
}`,
  geng2025meanflow: `@inproceedings{geng2025meanflow,
  title = {Mean Flows for One-step Generative Modeling},
  author = {Geng, Zhengyang and Deng, Mingyang and Bai, Xingjian and Kolter, J. Zico and He, Kaiming},
  booktitle = {Advances in Neural Information Processing Systems},
  year = {2025},
  note = {arXiv:2505.13447}
}`,
  lipman2023flow: `@inproceedings{lipman2023flow,
  title = {Flow Matching for Generative Modeling},
  author = {Lipman, Yaron and Chen, Ricky T. Q. and Ben-Hamu, Heli and Nickel, Maximilian and Le, Matt},
  booktitle = {International Conference on Learning Representations},
  year = {2023},
  note = {arXiv:2210.02747}
}`,
  liu2023rectified: `@inproceedings{liu2023rectified,
  title = {Flow Straight and Fast: Learning to Generate and Transfer Data with Rectified Flow},
  author = {Liu, Xingchao and Gong, Chengyue and Liu, Qiang},
  booktitle = {International Conference on Learning Representations},
  year = {2023},
  note = {arXiv:2209.03003}
}`,
  albergo2023stochastic: `@article{albergo2023stochastic,
  title = {Stochastic Interpolants: A Unifying Framework for Flows and Diffusions},
  author = {Albergo, Michael S. and Boffi, Nicholas M. and Vanden-Eijnden, Eric},
  journal = {arXiv preprint arXiv:2303.08797},
  year = {2023}
}`,
  albergo2023building: `@inproceedings{albergo2023building,
  title = {Building Normalizing Flows with Stochastic Interpolants},
  author = {Albergo, Michael S. and Vanden-Eijnden, Eric},
  booktitle = {International Conference on Learning Representations},
  year = {2023},
  note = {arXiv:2209.15571}
}`,
  boffi2025flowmaps: `@article{boffi2025flowmaps,
  title = {How to Build a Consistency Model: Learning Flow Maps via Self-Distillation},
  author = {Boffi, Nicholas M. and Albergo, Michael S. and Vanden-Eijnden, Eric},
  journal = {arXiv preprint arXiv:2505.18825},
  year = {2025}
}`,
  song2021score: `@inproceedings{song2021score,
  title = {Score-Based Generative Modeling through Stochastic Differential Equations},
  author = {Song, Yang and Sohl-Dickstein, Jascha and Kingma, Diederik P. and Kumar, Abhishek and Ermon, Stefano and Poole, Ben},
  booktitle = {International Conference on Learning Representations},
  year = {2021},
  note = {arXiv:2011.13456}
}`,
  karras2022elucidating: `@inproceedings{karras2022elucidating,
  title = {Elucidating the Design Space of Diffusion-Based Generative Models},
  author = {Karras, Tero and Aittala, Miika and Aila, Timo and Laine, Samuli},
  booktitle = {Advances in Neural Information Processing Systems},
  year = {2022},
  note = {arXiv:2206.00364}
}`,
  esser2024scaling: `@inproceedings{esser2024scaling,
  title = {Scaling Rectified Flow Transformers for High-Resolution Image Synthesis},
  author = {Esser, Patrick and Kulal, Sumith and Blattmann, Andreas and Entezari, Rahim and M{\\"u}ller, Jonas and Saini, Harry and Levi, Yam and Lorenz, Dominik and Sauer, Axel and Boesel, Frederic and others},
  booktitle = {International Conference on Machine Learning},
  year = {2024},
  note = {arXiv:2403.03206}
}`,
  hairer1993solving: `@book{hairer1993solving,
  title = {Solving Ordinary Differential Equations I: Nonstiff Problems},
  author = {Hairer, Ernst and N{\\o}rsett, Syvert P. and Wanner, Gerhard},
  edition = {2},
  publisher = {Springer},
  year = {1993}
}`,
  kingma2015adam: `@inproceedings{kingma2015adam,
  title = {Adam: A Method for Stochastic Optimization},
  author = {Kingma, Diederik P. and Ba, Jimmy},
  booktitle = {International Conference on Learning Representations},
  year = {2015},
  note = {arXiv:1412.6980}
}`,
  loshchilov2019decoupled: `@inproceedings{loshchilov2019decoupled,
  title = {Decoupled Weight Decay Regularization},
  author = {Loshchilov, Ilya and Hutter, Frank},
  booktitle = {International Conference on Learning Representations},
  year = {2019},
  note = {arXiv:1711.05101}
}`,
  loshchilov2017sgdr: `@inproceedings{loshchilov2017sgdr,
  title = {{SGDR}: Stochastic Gradient Descent with Warm Restarts},
  author = {Loshchilov, Ilya and Hutter, Frank},
  booktitle = {International Conference on Learning Representations},
  year = {2017},
  note = {arXiv:1608.03983}
}`,
  sutskever2013importance: `@inproceedings{sutskever2013importance,
  title = {On the Importance of Initialization and Momentum in Deep Learning},
  author = {Sutskever, Ilya and Martens, James and Dahl, George and Hinton, Geoffrey},
  booktitle = {International Conference on Machine Learning},
  year = {2013}
}`,
  tancik2020fourier: `@inproceedings{tancik2020fourier,
  title = {Fourier Features Let Networks Learn High Frequency Functions in Low Dimensional Domains},
  author = {Tancik, Matthew and Srinivasan, Pratul P. and Mildenhall, Ben and Fridovich-Keil, Sara and Raghavan, Nithin and Singhal, Utkarsh and Ramamoorthi, Ravi and Barron, Jonathan T. and Ng, Ren},
  booktitle = {Advances in Neural Information Processing Systems},
  year = {2020},
  note = {arXiv:2006.10739}
}`,
  grathwohl2019ffjord: `@inproceedings{grathwohl2019ffjord,
  title = {{FFJORD}: Free-Form Continuous Dynamics for Scalable Reversible Generative Models},
  author = {Grathwohl, Will and Chen, Ricky T. Q. and Bettencourt, Jesse and Sutskever, Ilya and Duvenaud, David},
  booktitle = {International Conference on Learning Representations},
  year = {2019},
  note = {arXiv:1810.01367}
}`,
  owen1998scrambling: `@article{owen1998scrambling,
  title = {Scrambling {S}obol' and {N}iederreiter-{X}ing Points},
  author = {Owen, Art B.},
  journal = {Journal of Complexity},
  volume = {14},
  number = {4},
  pages = {466--489},
  year = {1998}
}`,
  abadi2016tensorflow: `@inproceedings{abadi2016tensorflow,
  title = {{TensorFlow}: A System for Large-Scale Machine Learning},
  author = {Abadi, Mart{\\'\\i}n and Barham, Paul and Chen, Jianmin and Chen, Zhifeng and Davis, Andy and Dean, Jeffrey and Devin, Matthieu and Ghemawat, Sanjay and Irving, Geoffrey and Isard, Michael and others},
  booktitle = {USENIX Symposium on Operating Systems Design and Implementation},
  year = {2016}
}`,
  smilkov2019tensorflowjs: `@inproceedings{smilkov2019tensorflowjs,
  title = {{TensorFlow.js}: Machine Learning for the Web and Beyond},
  author = {Smilkov, Daniel and Thorat, Nikhil and Assogba, Yannick and Nicholson, Charles and Kreeger, Nick and Yu, Ping and Cai, Shanqing and Nielsen, Eric and Soegel, David and Bileschi, Stan and others},
  booktitle = {Proceedings of Machine Learning and Systems},
  year = {2019}
}`,
  sabne2020xla: `@misc{sabne2020xla,
  title = {{XLA}: Compiling Machine Learning for Peak Performance},
  author = {Sabne, Amit},
  year = {2020}
}`,
  onnxruntime2018: `@misc{onnxruntime2018,
  title = {{ONNX Runtime}},
  author = {{ONNX Runtime developers}},
  howpublished = {\\url{https://onnxruntime.ai}},
  year = {2018}
}`,
  he2016identity: `@inproceedings{he2016identity,
  title = {Identity Mappings in Deep Residual Networks},
  author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian},
  booktitle = {European Conference on Computer Vision},
  year = {2016},
  note = {arXiv:1603.05027}
}`,
  ba2016layer: `@article{ba2016layer,
  title = {Layer Normalization},
  author = {Ba, Jimmy Lei and Kiros, Jamie Ryan and Hinton, Geoffrey E.},
  journal = {arXiv preprint arXiv:1607.06450},
  year = {2016}
}`,
  vaswani2017attention: `@inproceedings{vaswani2017attention,
  title = {Attention Is All You Need},
  author = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki and Uszkoreit, Jakob and Jones, Llion and Gomez, Aidan N. and Kaiser, Lukasz and Polosukhin, Illia},
  booktitle = {Advances in Neural Information Processing Systems},
  year = {2017},
  note = {arXiv:1706.03762}
}`,
  xiong2020layer: `@inproceedings{xiong2020layer,
  title = {On Layer Normalization in the Transformer Architecture},
  author = {Xiong, Ruibin and Yang, Yunchang and He, Di and Zheng, Kai and Zheng, Shuxin and Xing, Chen and Zhang, Huishuai and Lan, Yanyan and Wang, Liwei and Liu, Tie-Yan},
  booktitle = {International Conference on Machine Learning},
  year = {2020},
  note = {arXiv:2002.04745}
}`,
  yoo2003slurm: `@inproceedings{yoo2003slurm,
  title = {{SLURM}: Simple {Linux} Utility for Resource Management},
  author = {Yoo, Andy B. and Jette, Morris A. and Grondona, Mark},
  booktitle = {Job Scheduling Strategies for Parallel Processing},
  year = {2003}
}`,
  ...metricWorks,
} as const;

/** A key of the bibliography, or a whole BibTeX entry of a plugin's own. */
export type Citation = keyof typeof bibliography | `@${string}`;

/** The BibTeX entry of a citation. */
export function bibtexOf(citation: Citation): string {
  return isKey(citation) ? bibliography[citation] : citation;
}

/** Whether a text is a key of the bibliography. */
export function isKey(citation: string): citation is keyof typeof bibliography {
  return Object.hasOwn(bibliography, citation);
}
